#!/usr/bin/env python3
"""What a PyTorch user would write to train `vae` and `dcgan`, after pytorch/examples: `train.py MODEL --data-dir DIR` trains for an
epoch and prints {"seconds", "images", "losses"} as JSON. The epoch's time is without the reading of the data and the making of the
model, and with that of its batches."""
import argparse
import json
import os
import time

import numpy as np
import torch
from torch import nn, optim
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset, Subset


class Digits(Dataset):
    """As torchvision's MNIST with ToTensor(), which makes a PIL image in between."""

    def __init__(self, folder):
        self.data = torch.from_numpy(np.fromfile(os.path.join(folder, 'train-images-idx3-ubyte'), np.uint8)[16:].reshape(-1, 28, 28))
        self.targets = torch.from_numpy(np.fromfile(os.path.join(folder, 'train-labels-idx1-ubyte'), np.uint8)[8:].astype(np.int64))

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.data[index].unsqueeze(0).to(torch.float32).div(255), int(self.targets[index])


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 400)
        self.fc21 = nn.Linear(400, 20)
        self.fc22 = nn.Linear(400, 20)
        self.fc3 = nn.Linear(20, 400)
        self.fc4 = nn.Linear(400, 784)

    def encode(self, x):
        h1 = F.relu(self.fc1(x))
        return self.fc21(h1), self.fc22(h1)

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        return mu + torch.randn_like(std) * std

    def decode(self, z):
        return torch.sigmoid(self.fc4(F.relu(self.fc3(z))))

    def forward(self, x):
        mu, logvar = self.encode(x.view(-1, 784))
        return self.decode(self.reparameterize(mu, logvar)), mu, logvar


def train_vae(loader, device, learning_rate):
    model = VAE().to(device)
    optimizer = optim.Adam(model.parameters(), lr=learning_rate)
    train_loss = 0.0
    start = time.perf_counter()
    for data, _ in loader:
        data = data.to(device)
        optimizer.zero_grad()
        recon, mu, logvar = model(data)
        bce = F.binary_cross_entropy(recon, data.view(-1, 784), reduction='sum')
        kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        loss = bce + kld
        loss.backward()
        train_loss += loss.item()
        optimizer.step()
    return time.perf_counter() - start, {'loss': train_loss / len(loader.dataset)}


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(100, 128, 4, bias=False), nn.BatchNorm2d(128), nn.ReLU(True),
            nn.ConvTranspose2d(128, 64, 3, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(True),
            nn.ConvTranspose2d(64, 32, 4, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU(True),
            nn.ConvTranspose2d(32, 1, 4, 2, 1), nn.Tanh())

    def forward(self, z):
        return self.main(z)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(1, 32, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(32, 64, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(64, 128, 3, 2, 1), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(128, 1, 4))

    def forward(self, x):
        return self.main(x).view(-1)


def train_dcgan(loader, device, learning_rate):
    generator, discriminator = Generator().to(device), Discriminator().to(device)
    criterion = nn.BCEWithLogitsLoss()
    optimizer_d = optim.Adam(discriminator.parameters(), lr=learning_rate, betas=(0.5, 0.999))
    optimizer_g = optim.Adam(generator.parameters(), lr=learning_rate, betas=(0.5, 0.999))
    loss_d, loss_g = 0.0, 0.0
    start = time.perf_counter()
    for data, _ in loader:
        real = data.to(device) * 2 - 1
        size = real.size(0)
        discriminator.zero_grad()
        label = torch.full((size,), 1.0, device=device)
        err_real = criterion(discriminator(real), label)
        err_real.backward()
        fake = generator(torch.randn(size, 100, 1, 1, device=device))
        label.fill_(0.0)
        err_fake = criterion(discriminator(fake.detach()), label)
        err_fake.backward()
        optimizer_d.step()

        generator.zero_grad()
        label.fill_(1.0)
        err_g = criterion(discriminator(fake), label)
        err_g.backward()
        optimizer_g.step()
        loss_d += size * (err_real.item() + err_fake.item())
        loss_g += size * err_g.item()
    images = len(loader.dataset)
    return time.perf_counter() - start, {'loss_d': loss_d / images, 'loss_g': loss_g / images}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('model', choices=['vae', 'dcgan'])
    parser.add_argument('--data-dir', required=True)
    parser.add_argument('--images', type=int, required=True, help='train with the first so many')
    parser.add_argument('--batch-size', type=int, required=True)
    parser.add_argument('--learning-rate', type=float, required=True)
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--workers', type=int, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    data = Subset(Digits(args.data_dir), range(args.images))
    loader = DataLoader(data, batch_size=args.batch_size, shuffle=True, num_workers=args.workers)
    train = train_vae if args.model == 'vae' else train_dcgan
    seconds, losses = train(loader, torch.device('cpu'), args.learning_rate)
    print(json.dumps({'seconds': seconds, 'images': args.images, 'losses': losses, 'torch': torch.__version__}))


if __name__ == '__main__':
    main()
